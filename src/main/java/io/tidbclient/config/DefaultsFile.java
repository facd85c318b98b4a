package io.tidbclient.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code [client]} group of a my.cnf, read as MySQL's own clients do: see
 * https://dev.mysql.com/doc/refman/8.4/en/option-files.html. Keys that mean nothing to this tool are passed over, the
 * ones that load plugins among them.
 */
final class DefaultsFile {
    private static final String GROUP = "client";
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
        List<String> lines = file.read(what).lines().toList();
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
            } else if (group.equals(GROUP)) {
                read(line, number, entries);
            }
        }
        return new Layer(entries);
    }

    private String group(String line, int number) {
        int end = line.indexOf(']');
        if (end < 2) {
            throw wrong(number, "a [group] has no name or no closing bracket; write [client]");
        }
        return line.substring(1, end).strip();
    }

    private void read(String line, int number, Map<String, Entry> entries) {
        String text = MyCnfText.withoutComment(line);
        int equals = text.indexOf('=');
        String key = (equals < 0 ? text : text.substring(0, equals)).strip().replace('_', '-');
        if (equals < 0 || !KEYS.contains(key)) {
            return;
        }
        String value = MyCnfText.value(text.substring(equals + 1).strip());
        // MySQL takes an empty value as not given, except for the password, which may be empty.
        if (value.isEmpty() && !key.equals(Settings.PASSWORD.key())) {
            entries.remove(key);
        } else {
            // As in MySQL, the last line wins.
            String meant = key.equals(Settings.DATABASE.key()) ? DatabaseNames.one(value) : value;
            entries.put(key, new Entry(meant, new Origin.DefaultsFile(file.name(), number), workingDirectory));
        }
    }

    private ConfigException wrong(int line, String what) {
        return new ConfigException(file.name() + ":" + line + ": " + what + ".");
    }
}
