/**
 * Files of histories: this tool's own, a JSON object a line, and Jepsen's EDN; both are read as streams.
 *
 * <p>Usable as a library, as the model is.
 */
package io.tidbclient.history.format;
