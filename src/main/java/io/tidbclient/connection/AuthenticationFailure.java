package io.tidbclient.connection;

import com.mysql.cj.Messages;
import io.tidbclient.config.SslMode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A login that the driver gave up since it cannot, or must not, do what the server's authentication plugin requires.
 *
 * @param what what the server requires, to follow its address
 * @param hint what to try next
 */
record AuthenticationFailure(String what, String hint) {
    private static final Pattern PLUGIN = Pattern.compile("plugin ['\"]([\\w-]{1,64})['\"]");

    private static final String TLS = "Use TLS, with --ssl-mode " + SslMode.REQUIRED.label() + " or stricter.";

    /** Methods that need more than a password, by words of the driver's messages. */
    private static final List<Method> OTHERS = List.of(
            new Method("OpenID Identity Token", "OpenID Connect (authentication_openid_connect_client)"),
            new Method("OCI ", "Oracle Cloud (authentication_oci_client)"),
            new Method("FIDO", "FIDO (authentication_webauthn_client)"),
            new Method("Kerberos", "Kerberos (authentication_kerberos_client)"),
            new Method("SASL", "LDAP or Kerberos by SASL"));

    private record Method(String words, String name) {}

    /** Empty when the failure is of another kind. */
    static Optional<AuthenticationFailure> of(Causes causes) {
        Optional<String> plugin = plugin(causes);
        if (causes.say(Messages.getString("Sha256PasswordPlugin.2"))) {
            return Optional.of(
                    new AuthenticationFailure(" wants the password encrypted, which is not safe without TLS.", TLS));
        }
        if (causes.say("SSL connection required for plugin")) {
            return Optional.of(new AuthenticationFailure(
                    " wants the password in the clear"
                            + plugin.map(name -> " (" + name + ")").orElse("") + ", which is refused without TLS.",
                    TLS));
        }
        Optional<AuthenticationFailure> other = OTHERS.stream()
                .filter(method -> causes.say(method.words()))
                .findFirst()
                .map(method -> unsupported(method.name()));
        if (other.isPresent() || !causes.say("authentication plugin")) {
            return other;
        }
        return Optional.of(unsupported(plugin.orElse("another one")));
    }

    private static AuthenticationFailure unsupported(String plugin) {
        return new AuthenticationFailure(
                " requires an authentication plugin that this tool does not support: " + plugin + ".",
                "Let the user log in by caching_sha2_password or mysql_native_password (ALTER USER … IDENTIFIED WITH …),"
                        + " or use another user.");
    }

    private static Optional<String> plugin(Causes causes) {
        return causes.chain().stream()
                .map(thrown -> PLUGIN.matcher(String.valueOf(thrown.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}
