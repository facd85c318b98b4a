package io.tidbclient.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One setting, declared once: options, variables, the files' keys, help and documentation are all made from it. Two
 * settings with the same key are the same setting, perhaps with another default.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
    /**
     * Reads a value.
     *
     * @param <T> the value's type
     */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * The value that {@code text} stands for.
         *
         * @throws IllegalArgumentException whose message says what is wrong and what would be right, as the rest of a
         *     sentence that begins with the setting's name, without the full stop
         */
        T parse(String text);
    }

    /** What shape the value has. */
    public enum Kind {
        /** Text. */
        VALUE,
        /** True when it is given without a value; {@code true} or {@code false} in variables and files. */
        FLAG,
        /** Several values: the option repeated, commas, or a list in YAML. The parser gets them joined by commas. */
        LIST,
        /** A file's path: {@code ~/} is the home directory, and in the YAML file it is relative to that file. */
        PATH
    }

    private static final String VARIABLE_PREFIX = "TIDB_";

    private final String key;
    private final SettingGroup group;
    private final Parser<T> parser;
    private final Kind kind;
    private final List<String> options;
    private final List<String> aliases;
    private final String label;
    private final String description;
    private final Optional<String> defaultText;
    private final String example;
    private final boolean secret;
    private final Optional<String> refusedInFile;
    private final Optional<String> refusedOnOption;

    private Setting(Builder<T> builder) {
        this.key = builder.key;
        this.group = builder.group;
        this.parser = builder.parser;
        this.kind = builder.kind;
        this.options = builder.options;
        this.aliases = builder.aliases;
        this.label = builder.label;
        this.description = builder.description;
        this.defaultText = builder.defaultText;
        this.example = builder.example;
        this.secret = builder.secret;
        this.refusedInFile = builder.refusedInFile;
        this.refusedOnOption = builder.refusedOnOption;
    }

    static <T> Builder<T> of(String key, SettingGroup group, Kind kind, Parser<T> parser) {
        return new Builder<>(key, group, kind, parser);
    }

    /** Its key in the YAML file, {@code monitor-duration} for example. */
    public String key() {
        return key;
    }

    /** Its options, short one first, with their hyphens; empty when it cannot be given on the command line. */
    public List<String> options() {
        return options;
    }

    /** Its variable, {@code TIDB_MONITOR_DURATION} for example. */
    public String variable() {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** {@link #variable()} and its aliases, strongest first. */
    public List<String> variables() {
        return Stream.concat(Stream.of(variable()), aliases.stream()).toList();
    }

    /** What stands for the value in help, {@code SECONDS} for example; empty for a flag. */
    public String label() {
        return label;
    }

    /** One sentence or two for help, without the default. */
    public String description() {
        return description;
    }

    /** The default, as a user would write it. */
    public Optional<String> defaultText() {
        return defaultText;
    }

    /** A valid value, for documentation: the default if there is one. */
    public String example() {
        return defaultText.orElse(example);
    }

    /** The value's shape. */
    public Kind kind() {
        return kind;
    }

    /** Whether the option stands alone, without a value. */
    public boolean isFlag() {
        return kind == Kind.FLAG;
    }

    /** Whether it can be given several times. */
    public boolean isRepeatable() {
        return kind == Kind.LIST;
    }

    /** Whether its text must not be shown; the value's own {@code toString()} masks what is secret. */
    public boolean isSecret() {
        return secret;
    }

    /** The heading it belongs under. */
    public SettingGroup group() {
        return group;
    }

    /** Why it may not stand in the YAML file, and what may instead; empty when it may. */
    public Optional<String> refusedInFile() {
        return refusedInFile;
    }

    /** The same setting with another default, for a command of which users expect another. */
    public Setting<T> withDefault(String text) {
        return new Builder<>(this).defaultText(text).build();
    }

    /** The same setting without a default, for a command that does something else when no value is given. */
    public Setting<T> withoutDefault() {
        return new Builder<>(this).noDefault().build();
    }

    /** The same setting with another sentence for help, for a command that does something else with its value. */
    public Setting<T> withDescription(String sentence) {
        return new Builder<>(this).help(label, sentence).build();
    }

    /**
     * The value that {@code text} stands for.
     *
     * @throws ConfigException one sentence that begins with the place the text came from
     */
    public T parse(String text, Origin origin) {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            String wrong = refusedOnOption
                    .filter(why -> origin instanceof Origin.Option)
                    .orElse(e.getMessage());
            throw new ConfigException(origin.subject(this) + ": " + wrong + ".", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Setting<?> setting && key.equals(setting.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }

    /** Collects a declaration. */
    static final class Builder<T> {
        private final String key;
        private final SettingGroup group;
        private final Parser<T> parser;
        private final Kind kind;
        private List<String> options = List.of();
        private List<String> aliases = List.of();
        private String label = "";
        private String description = "";
        private Optional<String> defaultText = Optional.empty();
        private String example = "";
        private boolean secret;
        private Optional<String> refusedInFile = Optional.empty();
        private Optional<String> refusedOnOption = Optional.empty();

        private Builder(String key, SettingGroup group, Kind kind, Parser<T> parser) {
            this.key = key;
            this.group = group;
            this.kind = kind;
            this.parser = parser;
        }

        private Builder(Setting<T> setting) {
            this(setting.key, setting.group, setting.kind, setting.parser);
            this.options = setting.options;
            this.aliases = setting.aliases;
            this.label = setting.label;
            this.description = setting.description;
            this.defaultText = setting.defaultText;
            this.example = setting.example;
            this.secret = setting.secret;
            this.refusedInFile = setting.refusedInFile;
            this.refusedOnOption = setting.refusedOnOption;
        }

        Builder<T> options(String... names) {
            this.options = List.of(names);
            return this;
        }

        Builder<T> alias(String variable) {
            this.aliases = List.of(variable);
            return this;
        }

        Builder<T> help(String valueLabel, String sentence) {
            this.label = valueLabel;
            this.description = sentence;
            return this;
        }

        Builder<T> defaultText(String text) {
            this.defaultText = Optional.of(text);
            return this;
        }

        private Builder<T> noDefault() {
            this.example = defaultText.orElse(example);
            this.defaultText = Optional.empty();
            return this;
        }

        Builder<T> example(String text) {
            this.example = text;
            return this;
        }

        Builder<T> secret() {
            this.secret = true;
            return this;
        }

        Builder<T> refusedInFile(String why) {
            this.refusedInFile = Optional.of(why);
            return this;
        }

        /** @param why what a message says of a wrong value that the option was given, instead of what the parser says */
        Builder<T> refusedOnOption(String why) {
            this.refusedOnOption = Optional.of(why);
            return this;
        }

        Setting<T> build() {
            return new Setting<>(this);
        }
    }
}
