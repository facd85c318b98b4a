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
 * https://dev.mysql.com/doc/refman/8.4/en/option-files.html. Keys that mean nothing to this tool are ignored, the ones that
 * load plugins among them; a warning names those that make a difference to those clients' connections.
 */
final class DefaultsFile {
    /** Those that mysql and mariadb read, in any case of letters (mysys' find_type compares so). */
    private static final Set<String> GROUPS =
            Set.of("client", "client-server", "client-mariadb", "mariadb-client", "mysql");

    private final TextFile file;
    private final Path workingDirectory;

    DefaultsFile(TextFile file, Path workingDirectory) {
        this.file = file;
        this.workingDirectory = workingDirectory;
    }

    /** @param what how a message begins that complains of the file as a whole */
    Layer layer(String what) {
        Content content = new Content();
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
                // A comment is no part of what is read, whatever its encoding.
                content.read(decoded(MyCnfText.withoutComment(line), number), number);
            }
        }
        return content.layer();
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

    private ConfigException wrong(int line, String what) {
        return new ConfigException(file.name() + ":" + line + ": " + what + ".");
    }

    /** What the lines of the groups that are read say. */
    private final class Content {
        private final Map<String, Entry> entries = new HashMap<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();

        Layer layer() {
            List<String> all = new ArrayList<>(warnings);
            if (!ignored.isEmpty()) {
                all.add("%s: this tool does not honour %s.".formatted(file.name(), String.join(", ", ignored)));
            }
            return new Layer(entries, Optional.empty(), all);
        }

        void read(String text, int number) {
            int equals = text.indexOf('=');
            String key = MyCnfKeys.named(equals < 0 ? text : text.substring(0, equals));
            Optional<String> value = equals < 0
                    ? Optional.empty()
                    : Optional.of(MyCnfText.value(text.substring(equals + 1).strip()));
            Optional<SslMode> mode = MyCnfTls.mode(key, value);
            if (mode.isPresent()) {
                tls(mode.get(), number);
            } else if (MyCnfKeys.isRead(key)) {
                value.ifPresentOrElse(given -> take(key, given, number), () -> noValue(key, number));
            } else if (!MyCnfTls.knows(key) && !MyCnfKeys.makesNoDifference(key, value)) {
                ignore(key, value, number);
            }
        }

        /** A line that turns TLS on does not weaken the verification. */
        private void tls(SslMode mode, int number) {
            boolean verifies = Optional.ofNullable(entries.get(TlsOptions.SSL_MODE.key()))
                    .filter(entry -> entry.text().toLowerCase(Locale.ROOT).startsWith("verify"))
                    .isPresent();
            if (mode != SslMode.REQUIRED || !verifies) {
                put(TlsOptions.SSL_MODE.key(), mode.label(), number);
            }
        }

        /** MySQL takes an empty value as not given, except for the password, which may be empty; the last line wins. */
        private void take(String key, String value, int number) {
            if (value.isEmpty() && !key.equals(LoginOptions.PASSWORD.key())) {
                entries.remove(key);
            } else {
                boolean database = key.equals(ConnectionOptions.DATABASE.key());
                put(key, database ? DatabaseNames.one(value) : value, number);
            }
        }

        /** Without a value the password is asked for, as by MySQL's own clients. */
        private void noValue(String key, int number) {
            if (!key.equals(LoginOptions.PASSWORD.key())) {
                warnings.add("%s:%d: %s has no value and no effect.".formatted(file.name(), number, key));
            }
        }

        private void ignore(String key, Optional<String> value, int number) {
            Optional<String> near = MyCnfKeys.near(key);
            if (near.isPresent()) {
                warnings.add("%s:%d: %s is not known and has no effect; did you mean '%s'?"
                        .formatted(file.name(), number, Quoted.of(key), near.get()));
            } else if (MyCnfKeys.mayBeShown(key, value)) {
                ignored.add("%s (line %d)".formatted(key, number));
            } else {
                ignored.add("line " + number);
            }
        }

        private void put(String key, String text, int number) {
            entries.put(key, new Entry(text, new Origin.DefaultsFile(file.name(), number), workingDirectory));
        }
    }
}
