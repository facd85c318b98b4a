/** Import jobs for people, the same in every command: the table, the lines of progress, the track of phases. */
package io.tidbclient.output.job;
