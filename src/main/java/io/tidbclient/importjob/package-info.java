/**
 * Import jobs: the answers of {@code SHOW IMPORT JOBS} in each of their layouts, and what a watch makes of them.
 */
package io.tidbclient.importjob;
