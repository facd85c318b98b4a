/**
 * How far an import job is and when it will be done, estimated from one poll of a watch to the next. Pure: no thread,
 * no clock; the same polls give the same estimates.
 */
package io.tidbclient.importjob.estimate;
