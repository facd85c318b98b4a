package io.tidbclient.sandbox.instance;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one connection has set. Changed by that connection's own thread; the database in use is read by others too. */
public final class SandboxSession {
    static final String SYSTEM_ZONE = "SYSTEM";

    private final long id;
    private final SandboxUser user;
    private final String peer;
    private final Optional<TlsState> tls;
    private final CloseSignal closeSignal;
    private final Map<String, String> variables = new HashMap<>();
    private volatile Optional<String> database = Optional.empty();
    private ZoneId zone = ZoneOffset.UTC;

    /**
     * A new one.
     *
     * @param id as {@code CONNECTION_ID()} says
     * @param peer the client's address and port
     * @param closeSignal the connection's end
     */
    public SandboxSession(long id, SandboxUser user, String peer, Optional<TlsState> tls, CloseSignal closeSignal) {
        this.id = id;
        this.user = user;
        this.peer = peer;
        this.tls = tls;
        this.closeSignal = closeSignal;
    }

    /** As {@code CONNECTION_ID()} says. */
    public long id() {
        return id;
    }

    /** Who logged in. */
    public SandboxUser user() {
        return user;
    }

    /** The client's address, without its port. */
    public String clientHost() {
        return peer.substring(0, peer.lastIndexOf(':'));
    }

    /** The connection's TLS; empty for plain text. */
    public Optional<TlsState> tls() {
        return tls;
    }

    /** The connection's end. */
    public CloseSignal closeSignal() {
        return closeSignal;
    }

    /** The database in use. */
    public Optional<String> database() {
        return database;
    }

    /** Uses a database, of which it has been checked that this user may. */
    public void use(String name) {
        database = Optional.of(name);
    }

    /** The time zone of the times that it receives. */
    public ZoneId zone() {
        return zone;
    }

    /** What this session made of a system variable. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Sets a system variable; an empty value is its default. */
    public void set(String name, Optional<String> value) {
        value.ifPresentOrElse(text -> variables.put(name, text), () -> variables.remove(name));
    }

    /**
     * Sets the time zone.
     *
     * @param name {@code SYSTEM}, an offset such as {@code +05:30}, or a name such as {@code Asia/Tokyo}
     * @return whether there is such a zone
     */
    public boolean setZone(String name) {
        Optional<ZoneId> found = TimeZones.find(name);
        found.ifPresent(newZone -> {
            zone = newZone;
            variables.put("time_zone", name);
        });
        return found.isPresent();
    }

    /** As after the login. */
    public void reset() {
        variables.clear();
        zone = ZoneOffset.UTC;
    }

    /** As {@code SHOW PROCESSLIST} has it. */
    public ClientProcess process() {
        return new ClientProcess(id, user.name(), peer, database);
    }
}
