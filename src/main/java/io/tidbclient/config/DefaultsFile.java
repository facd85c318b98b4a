package io.tidbclient.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code [client]} group of a my.cnf, and those that mysql and mariadb read beside it, read as MySQL's own clients do: see
 * https://dev.mysql.com/doc/refman/8.4/en/option-files.html. Keys that mean nothing to this tool are passed over, the
 * ones that load plugins among them.
 */
final class DefaultsFile {
    /** Those that mysql and mariadb read, in any case of letters (mysys' find_type compares so). */
    private static final Set<String> GROUPS =
            Set.of("client", "client-server", "client-mariadb", "mariadb-client", "mysql");

    private static final String LOOSE = "loose-";

    /** What would make the connection another one, and is not honoured here. */
    private static final Set<String> NOT_HONOURED = Set.of(
            "socket",
            "protocol",
            "ssl-capath",
            "ssl-crl",
            "ssl-crlpath",
            "ssl-cipher",
            "tls-version",
            "tls-ciphersuites",
            "ssl-fips-mode",
            "ssl-fp",
            "ssl-fplist",
            "default-auth",
            "plugin-dir",
            "init-command",
            "bind-address");

    private static final Set<String> KEYS = Set.of(
            Settings.HOST.key(),
            Settings.PORT.key(),
            Settings.USER.key(),
            Settings.PASSWORD.key(),
            Settings.DATABASE.key(),
            Settings.CONNECT_TIMEOUT.key(),
            Settings.SSL_CA.key(),
            Settings.SSL_CERT.key(),
            Settings.SSL_KEY.key(),
            Settings.SSL_MODE.key());

    private final TextFile file;
    private final Path workingDirectory;

    DefaultsFile(TextFile file, Path workingDirectory) {
        this.file = file;
        this.workingDirectory = workingDirectory;
    }

    /** @param what how a message begins that complains of the file as a whole */
    Layer layer(String what) {
        Map<String, Entry> entries = new HashMap<>();
        List<String> warnings = new ArrayList<>();
        List<String> lines = file.rawLines(what);
        String group = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int number = i + 1;
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("!")) {
                throw wrong(number, "!include and !includedir are not followed; give the included file itself");
            }
            if (line.startsWith("[")) {
                group = group(line, number);
            } else if (group.isEmpty()) {
                throw wrong(number, "a line stands before the first [group]; begin with [client]");
            } else if (GROUPS.contains(group)) {
                read(decoded(line, number), number, entries, warnings);
            }
        }
        return new Layer(entries, Optional.empty(), warnings);
    }

    /** Only what is read has to be UTF-8: other groups are for other programs. */
    private String decoded(String raw, int number) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(number, "the line is not UTF-8 text; save it as UTF-8");
        }
    }

    private String group(String line, int number) {
        int end = line.indexOf(']');
        if (end < 2) {
            throw wrong(number, "a [group] has no name or no closing bracket; write [client]");
        }
        return line.substring(1, end).strip().toLowerCase(Locale.ROOT);
    }

    private void read(String line, int number, Map<String, Entry> entries, List<String> warnings) {
        String text = MyCnfText.withoutComment(line);
        int equals = text.indexOf('=');
        String written = (equals < 0 ? text : text.substring(0, equals)).strip().replace('_', '-');
        String key = written.startsWith(LOOSE) ? written.substring(LOOSE.length()) : written;
        Optional<String> value = equals < 0
                ? Optional.empty()
                : Optional.of(MyCnfText.value(text.substring(equals + 1).strip()));
        Optional<SslMode> mode = MyCnfTls.mode(key, value);
        boolean verifies = Optional.ofNullable(entries.get(Settings.SSL_MODE.key()))
                .filter(entry -> entry.text().toLowerCase(Locale.ROOT).startsWith("verify"))
                .isPresent();
        if (mode.isPresent() && mode.get() == SslMode.REQUIRED && verifies) {
            return; // a line that turns TLS on does not weaken the verification
        }
        if (mode.isPresent()) {
            put(Settings.SSL_MODE.key(), mode.get().label(), number, entries);
        } else if (NOT_HONOURED.contains(key)) {
            warnings.add("%s:%d: %s is not honoured by this tool.".formatted(file.name(), number, key));
        } else if (!KEYS.contains(key)) {
            Nearest.to(key, List.copyOf(KEYS))
                    .filter(meant -> Nearest.distance(key, meant) <= 2 && !MyCnfTls.knows(key))
                    .ifPresent(meant -> warnings.add("%s:%d: %s is not known and has no effect; did you mean '%s'?"
                            .formatted(file.name(), number, Quoted.of(key), meant)));
        } else if (value.isPresent()) {
            // MySQL takes an empty value as not given, except for the password, which may be empty.
            if (value.get().isEmpty() && !key.equals(Settings.PASSWORD.key())) {
                entries.remove(key);
            } else {
                // As in MySQL, the last line wins.
                boolean database = key.equals(Settings.DATABASE.key());
                put(key, database ? DatabaseNames.one(value.get()) : value.get(), number, entries);
            }
        }
    }

    private void put(String key, String text, int number, Map<String, Entry> entries) {
        entries.put(key, new Entry(text, new Origin.DefaultsFile(file.name(), number), workingDirectory));
    }

    private ConfigException wrong(int line, String what) {
        return new ConfigException(file.name() + ":" + line + ": " + what + ".");
    }
}
