package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlToken;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SHOW IMPORT and SHOW RAW IMPORT, behind those words. */
final class ImportShowParser {
    private final SqlTokens sqlTokens;
    private final Grammar grammar;

    ImportShowParser(SqlTokens sqlTokens, Grammar grammar) {
        this.sqlTokens = sqlTokens;
        this.grammar = grammar;
    }

    Statement raw() throws SqlSyntaxException {
        sqlTokens.expect("IMPORT");
        if (sqlTokens.accept("JOB")) {
            return new Statement.ShowRawImportJob(sqlTokens.wholeNumber());
        }
        sqlTokens.expect("JOBS");
        return new Statement.ShowRawImportJobs();
    }

    Statement imports() throws SqlSyntaxException {
        if (sqlTokens.accept("JOB")) {
            return new Statement.ShowImportJob(sqlTokens.wholeNumber());
        }
        if (grammar.importGroups() && sqlTokens.accept("GROUPS")) {
            return new Statement.ShowImportGroups(Optional.empty());
        }
        if (grammar.importGroups() && sqlTokens.accept("GROUP")) {
            return new Statement.ShowImportGroups(Optional.of(sqlTokens.string()));
        }
        sqlTokens.expect("JOBS");
        return new Statement.ShowImportJobs(sqlTokens.accept("WHERE") ? filter() : ShowJobsFilter.none());
    }

    private ShowJobsFilter filter() throws SqlSyntaxException {
        List<List<ShowJobsFilter.Condition>> alternatives = new ArrayList<>();
        do {
            List<ShowJobsFilter.Condition> conditions = new ArrayList<>();
            do {
                conditions.add(condition());
            } while (sqlTokens.accept("AND"));
            alternatives.add(conditions);
        } while (sqlTokens.accept("OR"));
        return new ShowJobsFilter(alternatives);
    }

    private ShowJobsFilter.Condition condition() throws SqlSyntaxException {
        String column = sqlTokens.name();
        boolean not = sqlTokens.accept("NOT");
        if (sqlTokens.accept("IN")) {
            sqlTokens.expect('(');
            List<String> values = new ArrayList<>();
            do {
                values.add(value());
            } while (sqlTokens.accept(','));
            sqlTokens.expect(')');
            return new ShowJobsFilter.Condition(column, not, values);
        }
        if (not) {
            throw sqlTokens.unexpected();
        }
        boolean unequal = sqlTokens.accept('!');
        if (unequal) {
            sqlTokens.expect('=');
        } else if (sqlTokens.accept('<')) {
            sqlTokens.expect('>');
            unequal = true;
        } else {
            sqlTokens.expect('=');
        }
        return new ShowJobsFilter.Condition(column, unequal, List.of(value()));
    }

    private String value() throws SqlSyntaxException {
        return sqlTokens.peek().kind() == SqlToken.Kind.STRING
                ? sqlTokens.string()
                : String.valueOf(sqlTokens.wholeNumber());
    }
}
