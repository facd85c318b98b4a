package io.tidbclient.fault;

import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a command at a fault, and judges how it ends. */
final class CellRun {
    /** What a server logs when it has started. */
    private static final String SERVING = "Monitoring 1 target";

    private static final Pattern DATABASE = Pattern.compile("tidb_client_[a-f][0-9a-f]{7}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern DEFECT =
            Pattern.compile("(?i)internal error|\\bException\\b|Exception:|\n\tat |(?<!/dev/)\\bnull\\b");

    private static final Pattern NEGATIVE = Pattern.compile("(?<![\\w.:-])-[\\d.]+ ?(ms|s)\\b");

    private final FaultRow row;
    private final MatrixCommand command;
    private final FaultCell.Expected expected;
    private final FaultServers servers;
    private final Pace pace;

    CellRun(FaultRow row, MatrixCommand command, FaultCell.Expected expected, FaultServers servers) {
        this.servers = servers;
        this.pace = servers.pace();
        this.row = row;
        this.command = command;
        this.expected = expected;
    }

    /**
     * How the command ended.
     *
     * @param complaint what is wrong with it, with all that it printed; empty when it ended as expected
     * @param named the databases of its own that it named
     */
    record CellResult(Optional<String> complaint, Set<String> named) {}

    /** Runs the command and judges it. */
    CellResult run() {
        try (FaultScene scene = FaultScene.start(row.scene(), servers);
                ToolProcess tool = tool(scene).start()) {
            scene.actOn(tool);
            if (command == MatrixCommand.SERVE && !scene.signals()) {
                awaitMessage(scene, tool);
                tool.signal(Signal.TERM);
            }
            ToolRun run = tool.await(pace.cell());
            List<String> wrong = judge(scene, run);
            wrong.addAll(scene.leftBehind());
            Set<String> named = DATABASE.matcher(run.toString())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
            return wrong.isEmpty() ? new CellResult(Optional.empty(), named) : failed(wrong + "\n" + run, named);
        } catch (Exception | AssertionError e) {
            return failed(e.toString(), Set.of());
        }
    }

    private CellResult failed(String why, Set<String> named) {
        return new CellResult(Optional.of("%s at '%s': %s".formatted(command.heading(), row.fault(), why)), named);
    }

    /** Waits until a server that continues has logged the message; without it the judgement fails. */
    private void awaitMessage(FaultScene scene, ToolProcess tool) {
        try {
            Awaitility.await()
                    .atMost(pace.cell().dividedBy(4))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> (tool.stderr().contains(SERVING) && says(scene, tool.stdout() + tool.stderr()))
                            || !tool.alive());
        } catch (ConditionTimeoutException e) {
            // Judged with everything that it has printed.
        }
    }

    private ToolCommand tool(FaultScene scene) {
        List<String> arguments = new ArrayList<>(pace.paced(command.arguments()));
        String login = scene.clauses().first("login").orElse("--no-password");
        arguments.addAll(List.of("-H", scene.address().text(), "-u", "root"));
        arguments.addAll(List.of(login.split(" ")));
        arguments.addAll(List.of("--connect-timeout", pace.answer(), "--read-timeout", pace.answer()));
        scene.clauses().all("options").forEach(options -> arguments.addAll(List.of(options.split(" "))));
        ToolCommand built = ToolCommand.built(scene.files().resolve(arguments).toArray(String[]::new))
                .with("XDG_CONFIG_HOME", "/nonexistent");
        List<String> program = new ArrayList<>(built.program());
        List<String> vm = new ArrayList<>(scene.clauses().all("vm"));
        scene.address().hosts().ifPresent(file -> vm.add("-Djdk.net.hosts.file=" + file));
        program.addAll(1, vm);
        scene.clauses().first("shell").ifPresent(script -> program.addAll(0, List.of("sh", "-c", script, "sh")));
        scene.clauses()
                .first("folder")
                .ifPresent(readOnly ->
                        program.addAll(0, ReadOnlyFolder.start(scene.files().path())));
        Map<String, String> environment = new HashMap<>(built.environment());
        scene.ownClock().ifPresent(clock -> environment.putAll(clock.environment()));
        return new ToolCommand(program, built.arguments(), environment, built.input());
    }

    private List<String> judge(FaultScene scene, ToolRun run) {
        List<String> wrong = new ArrayList<>();
        String printed = run.stdout() + "\n" + run.stderr();
        if (run.exitCode() != expected.exitCode()) {
            wrong.add("the exit code is not " + expected.exitCode());
        }
        if (!says(scene, printed)) {
            wrong.add("it does not print '" + expected.message() + "'");
        }
        if (scene.clauses().all("left").isEmpty() && printed.contains("LEFT BEHIND")) {
            wrong.add("it leaves something on the server");
        }
        if (DEFECT.matcher(printed).find()) {
            wrong.add("it prints an internal error");
        }
        if (NEGATIVE.matcher(printed).find()) {
            wrong.add("it prints a negative duration");
        }
        return wrong;
    }

    private boolean says(FaultScene scene, String printed) {
        String address = scene.address().text();
        String message = expected.message()
                .replace("ADDRESS", address)
                .replace("TIMEOUT", pace.answerInMessages())
                .replace("PORT", address.substring(address.lastIndexOf(':') + 1));
        String text = BLANKS.matcher(printed).replaceAll(" ");
        int at = 0;
        for (String part : message.split("…", -1)) {
            int found = text.indexOf(part.strip(), at);
            if (found < 0) {
                return false;
            }
            at = found + part.strip().length();
        }
        return true;
    }
}
