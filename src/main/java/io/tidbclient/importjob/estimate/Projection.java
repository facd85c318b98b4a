package io.tidbclient.importjob.estimate;

/**
 * What remains of a whole job, before smoothing.
 *
 * @param source what it is made from
 * @param left in seconds
 * @param least the lower bound, in seconds
 * @param most the upper bound, in seconds
 */
record Projection(EstimateSource source, double left, double least, double most) {}
