package io.tidbclient.sandbox.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SHOW IMPORT and SHOW RAW IMPORT, behind those words. */
final class ImportShowParser {
    private final Tokens tokens;
    private final Grammar grammar;

    ImportShowParser(Tokens tokens, Grammar grammar) {
        this.tokens = tokens;
        this.grammar = grammar;
    }

    Statement raw() throws SqlSyntaxException {
        tokens.expect("IMPORT");
        if (tokens.accept("JOB")) {
            return new Statement.ShowRawImportJob(tokens.wholeNumber());
        }
        tokens.expect("JOBS");
        return new Statement.ShowRawImportJobs();
    }

    Statement imports() throws SqlSyntaxException {
        if (tokens.accept("JOB")) {
            return new Statement.ShowImportJob(tokens.wholeNumber());
        }
        if (grammar.importGroups() && tokens.accept("GROUPS")) {
            return new Statement.ShowImportGroups(Optional.empty());
        }
        if (grammar.importGroups() && tokens.accept("GROUP")) {
            return new Statement.ShowImportGroups(Optional.of(tokens.string()));
        }
        tokens.expect("JOBS");
        return new Statement.ShowImportJobs(tokens.accept("WHERE") ? filter() : JobFilter.none());
    }

    private JobFilter filter() throws SqlSyntaxException {
        List<List<JobFilter.Condition>> alternatives = new ArrayList<>();
        do {
            List<JobFilter.Condition> conditions = new ArrayList<>();
            do {
                conditions.add(condition());
            } while (tokens.accept("AND"));
            alternatives.add(conditions);
        } while (tokens.accept("OR"));
        return new JobFilter(alternatives);
    }

    private JobFilter.Condition condition() throws SqlSyntaxException {
        String column = tokens.name();
        boolean not = tokens.accept("NOT");
        if (tokens.accept("IN")) {
            tokens.expect('(');
            List<String> values = new ArrayList<>();
            do {
                values.add(value());
            } while (tokens.accept(','));
            tokens.expect(')');
            return new JobFilter.Condition(column, not, values);
        }
        if (not) {
            throw tokens.unexpected();
        }
        boolean unequal = tokens.accept('!');
        if (unequal) {
            tokens.expect('=');
        } else if (tokens.accept('<')) {
            tokens.expect('>');
            unequal = true;
        } else {
            tokens.expect('=');
        }
        return new JobFilter.Condition(column, unequal, List.of(value()));
    }

    private String value() throws SqlSyntaxException {
        return tokens.peek().kind() == Token.Kind.STRING ? tokens.string() : String.valueOf(tokens.wholeNumber());
    }
}
