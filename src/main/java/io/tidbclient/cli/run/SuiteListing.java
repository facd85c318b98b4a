package io.tidbclient.cli.run;

import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.suite.BuiltIn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is built in: a line for each suite, and below it one for each script. */
final class SuiteListing {
    private static final String INDENT = "  ";

    private SuiteListing() {}

    static List<String> lines(List<BuiltIn> scripts) {
        Map<String, List<BuiltIn>> suites = scripts.stream()
                .collect(Collectors.groupingBy(BuiltIn::suite, LinkedHashMap::new, Collectors.toList()));
        int widest = scripts.stream()
                .mapToInt(script -> script.name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        suites.forEach((suite, members) -> {
            int scenarios = members.stream()
                    .mapToInt(script -> script.scenarios().size())
                    .sum();
            lines.add(row(suite, widest + INDENT.length()) + count(members.size(), "script") + ", "
                    + count(scenarios, "scenario"));
            members.forEach(script -> lines.add(INDENT + row(script.name(), widest) + title(script.scenarios())));
        });
        return lines;
    }

    private static String row(String name, int width) {
        return name + " ".repeat(width - name.length()) + INDENT;
    }

    /** What the names of variants have in common, which stands before a comma; else the first one's name. */
    private static String title(List<Scenario> scenarios) {
        String first = scenarios.getFirst().name();
        String common = first.split(", ", 2)[0];
        if (scenarios.size() > 1
                && scenarios.stream().allMatch(scenario -> scenario.name().startsWith(common + ", "))) {
            return common + " (" + scenarios.size() + " variants)";
        }
        return scenarios.size() == 1 ? first : first + " (and " + (scenarios.size() - 1) + " more)";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
