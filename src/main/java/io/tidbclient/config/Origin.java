package io.tidbclient.config;

import java.util.Optional;

/** Where a value came from. */
public sealed interface Origin {
    /** For {@code config show}: {@code --connections}, {@code TIDB_CONNECTIONS}, {@code tidb-client.yaml:7} … */
    String describe();

    /** What a message about {@code setting} begins with, so that the user finds the place. */
    String subject(Setting<?> setting);

    /**
     * An option on the command line.
     *
     * @param name as it was typed, {@code -n} for example
     */
    record Option(String name) implements Origin {
        @Override
        public String describe() {
            return name;
        }

        @Override
        public String subject(Setting<?> setting) {
            return String.join("/", setting.options());
        }
    }

    /**
     * An environment variable.
     *
     * @param name {@code TIDB_CONNECTIONS} for example
     */
    record Variable(String name) implements Origin {
        @Override
        public String describe() {
            return name;
        }

        @Override
        public String subject(Setting<?> setting) {
            return name;
        }
    }

    /**
     * A part of a URL.
     *
     * @param holder where the URL is: {@code --url}, {@code DATABASE_URL}, or a place in a file
     */
    record Url(Origin holder) implements Origin {
        @Override
        public String describe() {
            return holder instanceof File ? holder.subject(ConnectionOptions.URL) : holder.describe();
        }

        @Override
        public String subject(Setting<?> setting) {
            return describe() + ": " + setting.key();
        }
    }

    /**
     * The {@code [client]} group of a my.cnf.
     *
     * @param file as the user knows it
     * @param line from 1
     */
    record DefaultsFile(String file, int line) implements Origin {
        @Override
        public String describe() {
            return file + ":" + line;
        }

        @Override
        public String subject(Setting<?> setting) {
            return describe() + ": " + setting.key();
        }
    }

    /**
     * The YAML file.
     *
     * @param file as the user knows it
     * @param line from 1
     * @param profile the profile that holds it; empty for the top level
     */
    record File(String file, int line, Optional<String> profile) implements Origin {
        @Override
        public String describe() {
            return file + ":" + line
                    + profile.map(name -> " (profile " + name + ")").orElse("");
        }

        @Override
        public String subject(Setting<?> setting) {
            return file + ":" + line + ": " + setting.key();
        }
    }

    /** The prompt on the terminal. */
    record Prompt() implements Origin {
        @Override
        public String describe() {
            return "asked for";
        }

        @Override
        public String subject(Setting<?> setting) {
            return setting.key();
        }
    }

    /** Not given: the setting's default, or nothing. */
    record Default() implements Origin {
        @Override
        public String describe() {
            return "default";
        }

        @Override
        public String subject(Setting<?> setting) {
            return setting.options().isEmpty() ? setting.key() : String.join("/", setting.options());
        }
    }
}
