package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Flavour;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.sql.Grammar;
import io.tidbclient.sandbox.sql.SqlSyntaxException;
import io.tidbclient.sandbox.sql.Statement;
import io.tidbclient.sandbox.sql.StatementParser;
import io.tidbclient.sandbox.wire.ErrorReply;
import io.tidbclient.sandbox.wire.ServerReply;

import java.util.Optional;

/** Answers the statements of one session. */
public final class StatementAnswers {
    private final Instance instance;
    private final SandboxSession session;
    private final Grammar grammar;
    private final SelectAnswers selects;
    private final ShowAnswers shows;
    private final JobAnswers jobs;

    /** For a session of an instance. */
    public StatementAnswers(Instance instance, SandboxSession session) {
        this.instance = instance;
        this.session = session;
        this.grammar = switch (instance.layout()) {
            case NONE -> new Grammar(false, false);
            case COLUMNS_13, COLUMNS_20 -> new Grammar(true, false);
            case COLUMNS_21 -> new Grammar(true, true);
        };
        this.selects = new SelectAnswers(instance, session);
        this.shows = new ShowAnswers(instance, session);
        this.jobs = new JobAnswers(instance, session);
    }

    /** Answers one statement; what is wrong with it is in the reply. */
    public ServerReply answer(String sql) {
        try {
            return answer(StatementParser.parse(sql, grammar));
        } catch (SqlSyntaxException e) {
            return new ServerReply.Failed(ErrorCatalog.syntax(e, instance.flavour()));
        } catch (StatementException e) {
            return new ServerReply.Failed(e.error());
        }
    }

    /** Uses a database, if this user may; why not otherwise. */
    public Optional<ErrorReply> use(String name) {
        if (!session.user().mayEnter(name)) {
            return Optional.of(ErrorCatalog.databaseDenied(session.user().account(), name));
        }
        Optional<SandboxDatabase> database = instance.database(name);
        database.ifPresent(found -> session.use(found.name()));
        return database.isPresent() ? Optional.empty() : Optional.of(ErrorCatalog.unknownDatabase(name));
    }

    private ServerReply answer(Statement statement) throws StatementException {
        return switch (statement) {
            case Statement.Select select -> selects.answer(select);
            case Statement.Use(String database) -> doneUnless(use(database));
            case Statement.SetVariables set -> {
                new SetAnswers(instance, session).apply(set.assignments());
                yield new ServerReply.Ok(0);
            }
            case Statement.Transaction transaction -> new ServerReply.Ok(0);
            case Statement.Kill(long id, boolean connection) -> kill(id, connection);
            case Statement.ShowDatabases(Optional<String> like) -> shows.databases(like);
            case Statement.ShowTables(Optional<String> database, Optional<String> like) -> shows.tables(database, like);
            case Statement.ShowGrants(Optional<String> user) -> shows.grants(user);
            case Statement.ShowStatus(Optional<String> like) -> shows.status(like);
            case Statement.ShowVariables(Optional<String> like) -> shows.variables(like);
            case Statement.ShowWarnings warnings -> shows.warnings();
            case Statement.ShowProcesses processes -> shows.processes();
            case Statement.ShowImportJobs show -> jobs.list(show.filter());
            case Statement.ShowImportJob(long id) -> jobs.one(id);
            case Statement.ShowRawImportJobs raw -> jobs.rawList();
            case Statement.ShowRawImportJob(long id) -> jobs.raw(id);
            case Statement.ShowImportGroups(Optional<String> key) -> jobs.groups(key);
            case Statement.CancelImportJob(long id) -> jobs.cancel(id);
            case Statement.ImportInto start -> jobs.start(start);
        };
    }

    private ServerReply kill(long id, boolean connection) throws StatementException {
        boolean known = instance.processes().list().stream().anyMatch(process -> process.id() == id);
        if (known && connection) {
            instance.processes().kill(id);
        }
        // TiDB only warns about a connection that is not there; MySQL and MariaDB refuse.
        if (!known && instance.flavour() != Flavour.TIDB) {
            throw new StatementException(ErrorCatalog.unknownThread(id));
        }
        return new ServerReply.Ok(known ? 0 : 1);
    }

    private static ServerReply doneUnless(Optional<ErrorReply> refused) {
        return refused.<ServerReply>map(ServerReply.Failed::new).orElseGet(() -> new ServerReply.Ok(0));
    }
}
