package io.tidbclient.connection;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.protocol.a.authentication.AuthenticationLdapSaslClientPlugin;
import com.mysql.cj.util.PerVmServerConfigCacheFactory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The driver's settings for a connection. Nothing of it comes from a URL of the user's: properties that name classes
 * or files cannot be smuggled in.
 */
@RegisterForReflection( // what the driver makes by name or by reflection, and its extension does not register
        targets = {PerVmServerConfigCacheFactory.class, AuthenticationLdapSaslClientPlugin.class},
        methods = false,
        fields = false)
final class DriverProperties {
    /** Letters of any script, for internationalized names; {@code %} for the zone of an IPv6 address. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]+");

    private DriverProperties() {}

    /**
     * The address alone; the driver keys its cache of server settings by it.
     *
     * @throws ConfigException when the host could be taken for more than a host
     */
    static String url(ServerAddress target) {
        if (!HOST.matcher(target.host()).matches()) {
            throw new ConfigException("The host '" + ServerText.clean(target.host())
                    + "' has a character that no host name has; give a name, or an address without brackets.");
        }
        return "jdbc:mysql://" + target.toString().replace("%", "%25") + "/";
    }

    /** All properties except user and password. */
    static Map<String, String> of(ConnectionSettings settings, TlsContexts contexts) {
        Map<String, String> properties = new LinkedHashMap<>();
        network(settings, properties);
        tls(settings, contexts, properties);
        security(properties);
        fewStatements(properties);
        values(properties);
        sameAsAnyClient(properties);
        return properties;
    }

    private static void network(ConnectionSettings settings, Map<String, String> properties) {
        put(properties, PropertyKey.connectTimeout, millis(settings.timeouts().connect()));
        put(properties, PropertyKey.socketTimeout, millis(settings.timeouts().read()));
        put(properties, PropertyKey.tcpKeepAlive, "true");
        put(properties, PropertyKey.tcpNoDelay, "true");
        // The socket reads ahead itself, less far: of a thousand connections these buffers are the greatest part.
        put(properties, PropertyKey.useReadAheadInput, "false");
        // A connection that comes back by itself has lost its transaction and its session variables.
        put(properties, PropertyKey.autoReconnect, "false");
        put(properties, PropertyKey.connectionAttributes, "program_name:tidb-client");
    }

    private static void tls(ConnectionSettings settings, TlsContexts contexts, Map<String, String> properties) {
        SslMode mode = settings.tls().mode();
        // Our modes carry the names of the driver's. From REQUIRED on it ends a login to a server without TLS itself.
        put(properties, PropertyKey.sslMode, mode.name());
        if (!DriverSide.seesSocketFactory()) {
            refuseFiles(settings);
            return;
        }
        put(properties, PropertyKey.socketFactory, DriverSocketFactory.class.getName());
        if (mode != SslMode.DISABLED) {
            properties.put(DriverSocketFactory.CONTEXT_PROPERTY, contexts.idOf(settings.tls()));
        }
    }

    private static void refuseFiles(ConnectionSettings settings) {
        if (settings.tls().ca().isPresent() || settings.tls().cert().isPresent()) {
            throw new ConfigException(
                    "In development mode certificate files cannot be used; package the tool and run that.");
        }
    }

    private static void security(Map<String, String> properties) {
        // A server may ask the client for any file of its machine.
        put(properties, PropertyKey.allowLoadLocalInfile, "false");
        put(properties, PropertyKey.allowUrlInLocalInfile, "false");
        // Whoever sits in between could hand out a key of his own and read the password.
        put(properties, PropertyKey.allowPublicKeyRetrieval, "false");
        put(properties, PropertyKey.allowMultiQueries, "false");
    }

    /**
     * Counted in TiDB v8.5.4's general log: the driver's defaults under Agroal send five statements before the first
     * query; with these it is one for the first connection to an address and none for the next.
     */
    private static void fewStatements(Map<String, String> properties) {
        put(properties, PropertyKey.cacheServerConfiguration, "true");
        put(properties, PropertyKey.useLocalSessionState, "true");
        put(properties, PropertyKey.elideSetAutoCommits, "true");
        // The server's answer is UTF-8 already; unset, the driver would send SET character_set_results = NULL.
        put(properties, PropertyKey.characterEncoding, "UTF-8");
        put(properties, PropertyKey.characterSetResults, "UTF-8");
        put(properties, PropertyKey.trackSessionState, "false");
        // With any other value the driver sends SET net_write_timeout before each answer that is read row by row.
        put(properties, PropertyKey.netTimeoutForStreamingResults, "0");
        // TiDB refuses SET SESSION TRANSACTION READ ONLY.
        put(properties, PropertyKey.readOnlyPropagatesToServer, "false");
    }

    private static void values(Map<String, String> properties) {
        put(properties, PropertyKey.zeroDateTimeBehavior, "CONVERT_TO_NULL");
        // Times are read as text; the session keeps the time zone the server gave it.
        put(properties, PropertyKey.forceConnectionTimeZoneToSession, "false");
        put(properties, PropertyKey.preserveInstants, "false");
    }

    /** What would make a session another one than the server gives to any client, or a statement another one than written. */
    private static void sameAsAnyClient(Map<String, String> properties) {
        // Else the driver adds STRICT_TRANS_TABLES to sql_mode.
        put(properties, PropertyKey.jdbcCompliantTruncation, "false");
        // Else it sets CLIENT_FOUND_ROWS, and a row counts as changed that had the value before.
        put(properties, PropertyKey.useAffectedRows, "true");
        // Else it rewrites {fn …}, {d …} and {ts …}, also within names in backquotes.
        put(properties, PropertyKey.enableEscapeProcessing, "false");
        put(properties, PropertyKey.processEscapeCodesForPrepStmts, "false");
        // Else it takes TINYINT(1) for a bit and YEAR for a date; both are numbers.
        put(properties, PropertyKey.tinyInt1isBit, "false");
        put(properties, PropertyKey.yearIsDateType, "false");
    }

    private static void put(Map<String, String> properties, PropertyKey key, String value) {
        properties.put(key.getKeyName(), value);
    }

    /** At least one: to the driver, zero means no limit. */
    private static String millis(Duration duration) {
        return Long.toString(Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE));
    }
}
