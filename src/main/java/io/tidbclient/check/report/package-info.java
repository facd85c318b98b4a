/** What a check left behind: its report, how the reports of its shards are merged, and the results of a series. */
package io.tidbclient.check.report;
