package io.tidbclient.sandbox.instance;

import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.SandboxJobs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One simulated server, as all of its sessions share it. Safe for many threads. */
public final class Instance {
    /** The longest statement accepted, in bytes; reported to clients as {@code max_allowed_packet}. */
    public static final int MAX_ALLOWED_PACKET = 1 << 20;

    private final String version;
    private final List<SandboxUser> users;
    private final List<SandboxDatabase> databases;
    private final JobLayout layout;
    private final SandboxJobs jobs;
    private final Clock clock;
    private final ClientProcesses processes;
    private final SystemVariables variables;

    /**
     * A server.
     *
     * @param version what {@code VERSION()} says
     * @param databases beside those every server has
     * @param layout of its import jobs
     * @param clock what {@code NOW()} goes by
     * @param port where it listens
     * @param tls whether it offers TLS
     */
    public Instance(
            String version,
            List<SandboxUser> users,
            List<SandboxDatabase> databases,
            JobLayout layout,
            SandboxJobs jobs,
            Clock clock,
            ClientProcesses processes,
            int port,
            boolean tls) {
        this.version = version;
        this.users = List.copyOf(users);
        this.databases = withSystemDatabases(databases);
        this.layout = layout;
        this.jobs = jobs;
        this.clock = clock;
        this.processes = processes;
        this.variables = new SystemVariables(version, port, tls, MAX_ALLOWED_PACKET);
    }

    /** What {@code VERSION()} says. */
    public String version() {
        return version;
    }

    /** Which server it passes for. */
    public Flavour flavour() {
        return Flavour.of(version);
    }

    /** What {@code TIDB_VERSION()} says: many lines. */
    public String tidbVersion() {
        return String.join(
                "\n",
                "Release Version: " + Flavour.release(version),
                "Edition: Sandbox",
                "Git Commit Hash: None",
                "Git Branch: None",
                "UTC Build Time: None",
                "GoVersion: None",
                "Race Enabled: false",
                "Check Table Before Drop: false",
                "Store: sandbox");
    }

    /** The user of this name. */
    public Optional<SandboxUser> user(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    /** The databases, those every server has included. */
    public List<SandboxDatabase> databases() {
        return databases;
    }

    /** The database of this name, in any letter case. */
    public Optional<SandboxDatabase> database(String name) {
        return databases.stream()
                .filter(database -> database.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The columns in which it lists import jobs. */
    public JobLayout layout() {
        return layout;
    }

    /** The import jobs. */
    public SandboxJobs jobs() {
        return jobs;
    }

    /** What {@code NOW()} goes by. */
    public Clock clock() {
        return clock;
    }

    /** The connections. */
    public ClientProcesses processes() {
        return processes;
    }

    /** A system variable as a session sees it; the name in lower case. */
    public Optional<Variable> variable(String name, SandboxSession session) {
        return variables
                .find(name)
                .map(variable -> session.variable(name).map(variable::withValue).orElse(variable));
    }

    /** All system variables as a session sees them, by name. */
    public SortedMap<String, Variable> variables(SandboxSession session) {
        SortedMap<String, Variable> all = variables.all();
        all.replaceAll((name, variable) ->
                session.variable(name).map(variable::withValue).orElse(variable));
        return all;
    }

    private static List<SandboxDatabase> withSystemDatabases(List<SandboxDatabase> own) {
        List<SandboxDatabase> all = new ArrayList<>();
        for (String name : List.of(SandboxDatabase.INFORMATION_SCHEMA, "mysql", "test")) {
            if (own.stream().noneMatch(database -> database.name().equalsIgnoreCase(name))) {
                all.add(SandboxDatabase.of(name));
            }
        }
        all.addAll(own);
        return List.copyOf(all);
    }
}
