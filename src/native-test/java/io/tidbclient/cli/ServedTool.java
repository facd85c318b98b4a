package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.specification.RequestSpecification;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Predicate;

import static io.restassured.RestAssured.given;

/** The tool while it serves. */
public final class ServedTool implements AutoCloseable {
    private final ToolProcess process;
    private final String address;

    private ServedTool(ToolProcess process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Serves with these arguments on a free port of loopback. */
    public static ServedTool start(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "serve";
        all[1] = "--listen";
        all[2] = "127.0.0.1:0";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return start(Tool.command(all));
    }

    /** Starts this command, and waits until it has printed its address. */
    static ServedTool start(ToolCommand command) {
        ToolProcess process = command.start();
        try {
            process.awaitStdout(text -> text.endsWith("\n"), Tool.LIMIT);
            return new ServedTool(process, process.stdout().strip());
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Its address, as it prints it: a URL that ends with a slash. */
    public String address() {
        return address;
    }

    /** A request to it. */
    public RequestSpecification ask() {
        return given().baseUri(address).urlEncodingEnabled(false);
    }

    /** The target of that name, as the API has it. */
    public JsonNode target(String name) {
        return json("/api/v1/targets/" + name);
    }

    /** What the API answers at this path. */
    public JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(ask().get(path).then().extract().asString());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not JSON", e);
        }
    }

    /** Waits until the target of that name satisfies {@code condition}. */
    public JsonNode awaitTarget(String name, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Tool.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> target(name), condition);
    }

    /** Waits until the target of that name is {@code up} or {@code down}. */
    public JsonNode awaitCondition(String name, String condition) {
        return awaitTarget(name, target -> target.at("/condition").asText().equals(condition));
    }

    ToolProcess process() {
        return process;
    }

    /** Sends it that signal. */
    public void signal(Signal signal) {
        process.signal(signal);
    }

    /** Sends it that signal and waits for its end. */
    public ToolRun end(Signal signal) {
        process.signal(signal);
        return process.await(Tool.LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }
}
