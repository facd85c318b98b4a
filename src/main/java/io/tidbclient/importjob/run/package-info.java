/**
 * The commands about import jobs as runs of the engine: start, cancel, follow, what came of them, and hooks on their jobs. Every such run begins
 * with the first states of the check.
 */
package io.tidbclient.importjob.run;
