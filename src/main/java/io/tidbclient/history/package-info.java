/**
 * Histories of concurrent transactions over lists: what each session did, what it saw, and how it ended.
 *
 * <p>A model without SQL and without a command line, usable as a library. It imports nothing of this project.
 */
package io.tidbclient.history;
