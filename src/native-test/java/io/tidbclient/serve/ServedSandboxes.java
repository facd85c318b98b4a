package io.tidbclient.serve;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.FreePort;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tool while it serves targets, of which each is one of two sandboxes or a port where nothing listens. */
final class ServedSandboxes implements AutoCloseable {
    /** Longer than any of this takes on a machine that does other things as well. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final SandboxServer shop;
    private final SandboxServer crm;
    private final ToolProcess process;
    private final String address;

    private ServedSandboxes(SandboxServer shop, SandboxServer crm, ToolProcess process, String address) {
        this.shop = shop;
        this.crm = crm;
        this.process = process;
        this.address = address;
    }

    /** What a target is. */
    enum Kind {
        SHOP,
        CRM,
        CLOSED_PORT
    }

    /** A target, checked every second. */
    record Served(String name, Kind kind) {}

    /** Starts it with these targets; its configuration is written into {@code folder}. */
    static ServedSandboxes start(Path folder, List<Served> targets) throws IOException {
        SandboxServer shop = SandboxServer.start(SandboxOptions.defaults());
        SandboxServer crm = SandboxServer.start(SandboxOptions.defaults().withVersion("8.0.11-TiDB-v7.5.1"));
        Map<Kind, Integer> ports =
                Map.of(Kind.SHOP, shop.port(), Kind.CRM, crm.port(), Kind.CLOSED_PORT, FreePort.next());
        String list = targets.stream()
                .map(target ->
                        "    - {name: '" + target.name() + "', host: '127.0.0.1:" + ports.get(target.kind()) + "'}\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("tidb-client.yaml"), """
                user: root
                no-password: true
                serve:
                  listen: 127.0.0.1:0
                  every: 1s
                  targets:
                """ + list);
        ToolProcess process = ToolCommand.built("serve", "--config", file.toString())
                .with("XDG_CONFIG_HOME", "/nonexistent")
                .start();
        process.awaitStdout(text -> text.endsWith("\n"), LIMIT);
        return new ServedSandboxes(shop, crm, process, process.stdout().strip());
    }

    /** The URL of the overview, which ends with a slash. */
    String address() {
        return address;
    }

    /** The server behind the targets of the kind {@link Kind#CRM}. */
    SandboxServer crm() {
        return crm;
    }

    @Override
    public void close() {
        process.close();
        shop.close();
        crm.close();
    }
}
