package io.tidbclient.cli;

import io.tidbclient.config.Setting;
import io.tidbclient.config.SettingGroup;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists a command's options below the headings of their settings' groups. Picocli's own way to do that, its argument groups,
 * lays out each group's synopsis whenever a command is made or parsed: two fifths of all that a start allocated.
 */
final class SettingsHelp extends Help {
    SettingsHelp(CommandSpec spec, ColorScheme colors) {
        super(spec, colors);
    }

    @Override
    public String optionList() {
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
