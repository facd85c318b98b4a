/**
 * The check: its states and their handlers, one bean each, what they report, and the snapshot that is folded from it. Imports
 * the engine, import jobs and connections.
 */
package io.tidbclient.check;
