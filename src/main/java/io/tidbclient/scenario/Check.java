package io.tidbclient.scenario;

/**
 * What must hold when all steps have been taken, whatever their order.
 *
 * @param place where it stands
 * @param name what it proves; may be empty
 * @param sql a statement that reads
 * @param expected of its rows
 * @param onlyOn the servers on which it is made
 */
public record Check(Place place, String name, SqlText sql, ExpectationsByServer expected, ServerCondition onlyOn) {}
