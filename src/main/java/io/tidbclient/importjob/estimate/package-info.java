/**
 * How far an import job is and when it will be done, estimated from one round of a watch to the next. Pure: no thread, no
 * clock; the same rounds give the same estimates.
 *
 * <p>May import {@code importjob}.
 */
package io.tidbclient.importjob.estimate;
