package io.tidbclient.docs;

import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolRun;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A YAML file of a page for somebody else's program, a CI service or Kubernetes: it is parsed, and the commands in it that
 * call the tool are run.
 *
 * @param page where it stands
 * @param place the page and the line
 * @param server what the commands need, as {@link Example#server}
 * @param documents the YAML documents
 */
record Pipeline(MarkdownPage page, String place, List<String> server, List<Object> documents) {
    private static final String MARK = "commands: ";
    private static final String TOOL = "tidb-client";

    Pipeline {
        server = List.copyOf(server);
        documents = List.copyOf(documents);
    }

    /** Those of all pages that need such a server. */
    static List<Pipeline> on(String server) {
        List<Pipeline> pipelines = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                block.mark()
                        .filter(mark -> mark.startsWith(MARK))
                        .map(mark -> new Pipeline(
                                page,
                                page.path() + ":" + block.line(),
                                List.of(mark.substring(MARK.length()).split(" +")),
                                parse(String.join("\n", block.text()))))
                        .filter(pipeline -> pipeline.server().getFirst().equals(server))
                        .ifPresent(pipelines::add);
            }
        }
        return pipelines;
    }

    private static List<Object> parse(String text) {
        List<Object> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).forEach(documents::add);
        return documents;
    }

    /** Runs its commands one after another; each must succeed. */
    void run(String address) {
        Map<String, String> variables = new LinkedHashMap<>();
        documents.forEach(document -> collectVariables(document, variables));
        variables.put("TIDB_HOST", address);
        variables.put("TIDB_NO_PASSWORD", "true");
        List<String> commands = new ArrayList<>();
        documents.forEach(document -> collectCommands(document, commands));
        assertThat(commands).as(place).isNotEmpty();
        try (ScratchFolder folder = Example.folder(page)) {
            for (String command : commands) {
                ToolRun run = Example.shell(folder, "set -e\n" + command, variables);
                assertThat(run.exitCode()).as("%s: %s%n%s", place, command, run).isZero();
            }
        }
    }

    /** {@code env} and {@code variables} as mappings (CI), {@code env} as a list of name and value (Kubernetes). */
    private static void collectVariables(Object node, Map<String, String> variables) {
        if (node instanceof Map<?, ?> mapping) {
            mapping.forEach((key, value) -> {
                if ((key.equals("env") || key.equals("variables")) && value instanceof Map<?, ?> values) {
                    values.forEach((name, given) -> keep(String.valueOf(name), given, variables));
                } else if (key.equals("env") && value instanceof List<?> list) {
                    for (Object entry : list) {
                        if (entry instanceof Map<?, ?> one) {
                            keep(String.valueOf(one.get("name")), one.get("value"), variables);
                        }
                    }
                }
                collectVariables(value, variables);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(entry -> collectVariables(entry, variables));
        }
    }

    /** What a CI service or cluster keeps secret is not in the page; the servers of tests have no password. */
    private static void keep(String name, Object value, Map<String, String> variables) {
        if (value != null && !String.valueOf(value).contains("${{")) {
            variables.put(name, String.valueOf(value));
        }
    }

    /** {@code run} and the lines of {@code script} (CI), {@code args} (Kubernetes), where they call the tool. */
    private static void collectCommands(Object node, List<String> commands) {
        if (node instanceof Map<?, ?> mapping) {
            mapping.forEach((key, value) -> {
                if (key.equals("run") && value instanceof String text) {
                    add(text, commands);
                } else if (key.equals("script") && value instanceof List<?> lines) {
                    lines.forEach(line -> add(String.valueOf(line), commands));
                } else if (key.equals("args") && value instanceof List<?> words) {
                    commands.add(TOOL + " "
                            + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
                }
                collectCommands(value, commands);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(entry -> collectCommands(entry, commands));
        }
    }

    private static void add(String text, List<String> commands) {
        if (text.startsWith(TOOL + " ")) {
            commands.add(text);
        }
    }
}
