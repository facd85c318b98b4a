/**
 * The commands about import jobs as runs of the engine: start, cancel, follow, and what came of them. Imports the check, whose
 * first states every such run begins with.
 */
package io.tidbclient.importjob.run;
