/**
 * How far an import job is and when it will be done, estimated from one poll of a watch to the next. Pure: no thread,
 * no clock; the same polls give the same estimates.
 *
 * <p>May import {@code importjob}.
 */
package io.tidbclient.importjob.estimate;
