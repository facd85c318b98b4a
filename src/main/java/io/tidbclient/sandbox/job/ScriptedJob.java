package io.tidbclient.sandbox.job;

import io.tidbclient.sql.Identifiers;

import java.time.Duration;
import java.util.Optional;

/**
 * What one import job will do.
 *
 * @param id 1 or more, unique in its script
 * @param database that of the target table
 * @param table the target table
 * @param owner who created it: {@code root@%}
 * @param group its group; 9.0 line only
 * @param data what it imports
 * @param timing when it does what
 * @param work what it does, and how that ends
 */
public record ScriptedJob(
        long id,
        String database,
        String table,
        String owner,
        Optional<String> group,
        JobData data,
        JobTiming timing,
        JobWork work) {
    private static final int LONGEST_NAME = 256;

    public ScriptedJob {
        require(id >= 1, id, "an id is 1 or more");
        require(isName(database) && isName(table), id, "its target needs names of 1 to 256 characters");
        require(isName(owner) && owner.indexOf('@') > 0, id, "its owner is not of the form user@host");
        require(group.isEmpty() || isName(group.get()), id, "its group needs a name of 1 to 256 characters");
    }

    /** A job of root's: a million rows, created and started at once, steadily done in a minute. */
    public static ScriptedJob of(long id, String database, String table) {
        return new ScriptedJob(
                id,
                database,
                table,
                "root@%",
                Optional.empty(),
                new JobData("s3://sandbox/" + table + ".csv", 128L << 20, 1_000_000),
                new JobTiming(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)),
                JobWork.of(RateShape.STEADY, new JobOutcome.Finished()));
    }

    /** The same with other times. */
    public ScriptedJob with(JobTiming newTiming) {
        return new ScriptedJob(id, database, table, owner, group, data, newTiming, work);
    }

    /** The same with other data. */
    public ScriptedJob with(JobData newData) {
        return new ScriptedJob(id, database, table, owner, group, newData, timing, work);
    }

    /** The same with other work. */
    public ScriptedJob with(JobWork newWork) {
        return new ScriptedJob(id, database, table, owner, group, data, timing, newWork);
    }

    /** The same with another ending. */
    public ScriptedJob ending(JobOutcome newOutcome) {
        return with(new JobWork(work.phases(), work.shape(), newOutcome));
    }

    /** The same, running for this long from the moment it is created. */
    public ScriptedJob lasting(Duration duration) {
        return with(new JobTiming(timing.createdAfter(), timing.startDelay(), duration));
    }

    /** The same for another owner. */
    public ScriptedJob ownedBy(String newOwner) {
        return new ScriptedJob(id, database, table, newOwner, group, data, timing, work);
    }

    /** The same in a group. */
    public ScriptedJob grouped(String newGroup) {
        return new ScriptedJob(id, database, table, owner, Optional.of(newGroup), data, timing, work);
    }

    /** Quoted as TiDB quotes it: {@code `d`.`t`}. */
    String target() {
        return Identifiers.enclose(database) + "." + Identifiers.enclose(table);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    private static void require(boolean held, long id, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException("import job " + id + ": " + otherwise);
        }
    }
}
