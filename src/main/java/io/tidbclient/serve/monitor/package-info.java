/**
 * What the server does: checks each target by its plan, through the same coordinator and state machines as the command line,
 * and reports to the status board.
 */
package io.tidbclient.serve.monitor;
