/**
 * The commands about import jobs as runs of the engine: start, cancel, follow, and what came of them. Every such run begins
 * with the first states of the check.
 */
package io.tidbclient.importjob.run;
