package io.tidbclient.cli;

import io.tidbclient.config.GivenOption;
import io.tidbclient.config.Setting;
import io.tidbclient.config.SettingGroup;
import io.tidbclient.config.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes options out of settings, so that each is declared once, and reads back which of them were given. Their values
 * stay text here: whether an option, a variable or a file said it, a value is read in one place, with one message.
 */
public final class SettingOptions {
    private SettingOptions() {}

    /** Makes all commands below {@code root}, and gives each the options it declares unless it has them already. */
    public static void install(CommandLine root) {
        CommandLines.addAll(root);
        install(root, command -> true);
    }

    /** Gives {@code root} the options it declares, and each command below it that may be the one that is called. */
    static void install(CommandLine root, CommandPrescan prescan) {
        install(root, command -> command.names().stream().anyMatch(prescan::mayCall));
    }

    private static void install(CommandLine command, Predicate<CommandSpec> wanted) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.userObject() instanceof SettingsCommand declaring
                && declaring.settings().stream().noneMatch(setting -> has(spec, setting))) {
            addTo(spec, declaring.settings(), SettingOptions::description);
        }
        command.getSubcommands().values().stream()
                .distinct()
                .filter(below -> wanted.test(below.getCommandSpec()))
                .forEach(below -> install(below, wanted));
    }

    private static boolean has(CommandSpec spec, Setting<?> setting) {
        return setting.options().stream().anyMatch(spec.optionsMap()::containsKey);
    }

    /** The options that were given to this command or, before its name, to one above it; the nearer one wins. */
    static List<GivenOption> given(ParseResult result, List<Setting<?>> known) {
        Map<Setting<?>, GivenOption> given = new LinkedHashMap<>();
        for (ParseResult level = result; level != null; level = level.subcommand()) {
            for (OptionSpec option : level.matchedOptions()) {
                byOption(known, option).ifPresent(setting -> given.put(setting, given(setting, option, result)));
            }
        }
        return List.copyOf(given.values());
    }

    /**
     * The options, as they were typed before the name of a command, that belong to a setting which that command does not have.
     *
     * @param wanted the settings of the command
     */
    static List<String> withoutEffect(ParseResult result, List<Setting<?>> wanted) {
        List<String> names = new ArrayList<>();
        for (ParseResult level = result; level.subcommand() != null; level = level.subcommand()) {
            for (OptionSpec option : level.matchedOptions()) {
                if (byOption(Settings.ALL, option).isPresent()
                        && byOption(wanted, option).isEmpty()) {
                    names.add(nameAsTyped(option, result.originalArgs()));
                }
            }
        }
        return names;
    }

    private static java.util.Optional<Setting<?>> byOption(List<Setting<?>> known, OptionSpec option) {
        return known.stream()
                .filter(setting -> setting.options().contains(option.longestName()))
                .<Setting<?>>map(setting -> setting)
                .findFirst();
    }

    private static GivenOption given(Setting<?> setting, OptionSpec option, ParseResult result) {
        List<String> values = setting.isFlag() ? List.of() : option.originalStringValues();
        return new GivenOption(setting, nameAsTyped(option, result.originalArgs()), values);
    }

    private static String nameAsTyped(OptionSpec option, List<String> arguments) {
        for (String argument : arguments) {
            for (String name : option.names()) {
                boolean attached = name.startsWith("--") ? argument.startsWith(name + "=") : argument.startsWith(name);
                if (argument.equals(name) || attached) {
                    return name;
                }
            }
        }
        return option.longestName();
    }

    /** Adds settings as options, each with its key in the YAML file in the description. */
    static void addWithKeys(CommandSpec spec, List<Setting<?>> settings) {
        addTo(spec, settings, SettingOptions::descriptionWithKey);
    }

    /** In the order of the groups, which help shows them in ({@link CommandHelp}). */
    private static void addTo(
            CommandSpec spec, List<Setting<?>> settings, Function<Setting<?>, List<String>> description) {
        for (SettingGroup group : SettingGroup.values()) {
            settings.stream()
                    .filter(setting -> setting.group() == group)
                    .filter(setting -> !setting.options().isEmpty())
                    .map(setting -> option(setting, description.apply(setting)))
                    .forEach(spec::addOption);
        }
    }

    private static OptionSpec option(Setting<?> setting, List<String> description) {
        OptionSpec.Builder option = OptionSpec.builder(setting.options().toArray(String[]::new))
                .description(description.toArray(String[]::new));
        if (setting.isFlag()) {
            return option.arity("0").type(boolean.class).build();
        }
        option.arity("1").paramLabel(setting.label()).hideParamSyntax(false);
        return setting.isRepeatable()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    /** What help says of a setting: its sentence, then the default and the variable. */
    private static List<String> description(Setting<?> setting) {
        return description(setting, List.of());
    }

    private static List<String> descriptionWithKey(Setting<?> setting) {
        return description(setting, setting.refusedInFile().isEmpty() ? List.of("YAML: " + setting.key()) : List.of());
    }

    private static List<String> description(Setting<?> setting, List<String> more) {
        List<String> notes = new ArrayList<>();
        if (!setting.isFlag()) {
            setting.defaultText().ifPresent(text -> notes.add("default: " + text));
        }
        notes.add(setting.variable());
        notes.addAll(more);
        return List.of(setting.description().replace("%", "%%"), "(" + String.join("; ", notes) + ")");
    }
}
