/**
 * What the server does: checks each target by its plan, through the same coordinator and state machines as the command line,
 * and reports to the status board. The import jobs of a target are followed in a run of their own, which does not end; its
 * scenarios are run by plans of their own.
 */
package io.tidbclient.serve.monitor;
