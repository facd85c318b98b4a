package io.tidbclient.check.report;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.Shard;
import io.tidbclient.engine.RunVerdict;

/**
 * What a check left behind.
 *
 * @param toolVersion who made it
 * @param shard which share of the check it is about
 * @param last the run at its end
 * @param verdict the outcome
 */
public record RunReport(String toolVersion, Shard shard, CheckSnapshot last, RunVerdict verdict) {}
