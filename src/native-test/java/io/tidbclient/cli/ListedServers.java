package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxGrant;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Two sandboxes, each with a user and a password of its own, and a YAML file that lists a connection to each. */
final class ListedServers implements AutoCloseable {
    private final Path directory;
    private final SandboxServer shop;
    private final SandboxServer crm;
    private final Path file;

    ListedServers(Path directory) throws IOException {
        this.directory = directory;
        shop = server("shop_reader", "pw-of-shop", "shop", "stock");
        crm = server("crm_reader", "pw-of-crm", "crm");
        secret("shop.pw", "pw-of-shop");
        secret("crm.pw", "pw-of-crm");
        file = Files.writeString(directory.resolve("c.yaml"), """
                monitor-duration: 0
                connections:
                  - id: shop
                    host: %s
                    user: shop_reader
                    password-file: shop.pw
                    database: [shop, stock]
                  - id: crm
                    host: %s
                    user: crm_reader
                    password-file: crm.pw
                    database: crm
                """.formatted(Tool.address(shop), Tool.address(crm)));
    }

    SandboxServer shop() {
        return shop;
    }

    SandboxServer crm() {
        return crm;
    }

    /** The YAML file. */
    Path file() {
        return file;
    }

    /** A file with a password, which only its owner may read. */
    void secret(String name, String password) throws IOException {
        Path path = Files.writeString(directory.resolve(name), password + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    /** Runs a check of what the file lists. */
    ToolRun run(String... arguments) {
        return command(arguments).run(Tool.LIMIT);
    }

    ToolCommand command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--config", file.toString()));
        all.addAll(List.of(arguments));
        return Tool.command(all.toArray(String[]::new));
    }

    /** The text with ports and times replaced by names. */
    String masked(String text) {
        return text.replace(":" + shop.port(), ":SHOP")
                .replace(":" + crm.port(), ":CRM")
                .replaceAll(" +(MIN|P50|P90|P99|MAX)", "  $1")
                .replaceAll("\\d+\\.?\\d* ?(µs|ms|s)\\b", "TIME")
                .replaceAll("  +TIME", "  TIME");
    }

    @Override
    public void close() {
        shop.close();
        crm.close();
    }

    private static SandboxServer server(String user, String password, String... databases) throws IOException {
        return SandboxServer.start(SandboxOptions.defaults()
                .withDatabases(
                        List.of(databases).stream().map(SandboxDatabase::of).toArray(SandboxDatabase[]::new))
                .withUsers(new SandboxUser(
                        user,
                        password,
                        List.of(databases).stream()
                                .map(database -> SandboxGrant.on(database, "SELECT"))
                                .toList())));
    }
}
