package io.tidbclient.cli;

import io.tidbclient.config.Setting;
import io.tidbclient.config.SettingGroup;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The help of one command: its examples between synopsis and description, and its options below the headings of their settings'
 * groups. Picocli's own way to do the latter, its argument groups, lays out each group's synopsis whenever a command is made or
 * parsed: two fifths of all that a start allocated.
 */
final class CommandHelp extends Help {
    CommandHelp(CommandSpec spec, ColorScheme colors) {
        super(spec, colors);
    }

    /** What stands after the synopsis. */
    @Override
    public String descriptionHeading(Object... parameters) {
        List<Example> examples = Example.of(commandSpec());
        if (examples.isEmpty()) {
            return super.descriptionHeading(parameters);
        }
        StringBuilder text = new StringBuilder(String.format("%nExamples:%n"));
        examples.forEach(example -> text.append("  ").append(example.line()).append(System.lineSeparator()));
        return text.append(System.lineSeparator())
                .append(super.descriptionHeading(parameters))
                .toString();
    }

    @Override
    public String description(Object... parameters) {
        return Stream.of(commandSpec().usageMessage().description())
                .map(line -> String.format(line, parameters))
                .flatMap(line -> wrapped(
                        line.substring(0, line.length() - line.stripLeading().length()), line.strip()))
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    @Override
    public String commandList(Map<String, Help> commands) {
        int widest = commands.values().stream()
                .mapToInt(help -> help.commandNamesText(", ").getCJKAdjustedLength())
                .max()
                .orElse(0);
        return commands.values().stream()
                .flatMap(help -> {
                    String names = help.commandNamesText(", ").plainString();
                    String[] description = help.commandSpec().usageMessage().description();
                    return wrapped(
                            "  " + names + " ".repeat(widest - names.length()) + "  ",
                            description.length == 0 ? "" : String.format(description[0]));
                })
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private Stream<String> wrapped(String lead, String body) {
        return Paragraph.lines(
                        Text.of(lead),
                        body,
                        Style.PLAIN,
                        commandSpec().usageMessage().width())
                .stream()
                .map(Text::plain);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer renderer = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> UnbrokenWords.in(renderer.render(option, labels, colors));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer renderer = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) -> UnbrokenWords.in(renderer.render(parameter, labels, colors));
    }

    @Override
    public String parameterList() {
        return UnbrokenWords.restored(super.parameterList());
    }

    @Override
    public String optionList() {
        return UnbrokenWords.restored(sections());
    }

    private String sections() {
        if (!(commandSpec().userObject() instanceof SettingsCommand command)) {
            return super.optionList();
        }
        List<OptionSpec> others = new ArrayList<>();
        Map<SettingGroup, List<OptionSpec>> sections = new EnumMap<>(SettingGroup.class);
        for (OptionSpec option : commandSpec().options()) {
            group(command.settings(), option)
                    .map(group -> sections.computeIfAbsent(group, first -> new ArrayList<>()))
                    .orElse(others)
                    .add(option);
        }
        StringBuilder text = new StringBuilder(optionListExcludingGroups(others));
        sections.forEach((group, options) ->
                text.append(createHeading("%n" + group.title() + ":%n")).append(optionListExcludingGroups(options)));
        return text.toString();
    }

    private static Optional<SettingGroup> group(List<Setting<?>> settings, OptionSpec option) {
        return settings.stream()
                .filter(setting -> setting.options().contains(option.longestName()))
                .<SettingGroup>map(Setting::group)
                .findFirst();
    }
}
