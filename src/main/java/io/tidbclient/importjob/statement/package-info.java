/**
 * The statement {@code IMPORT INTO}, as far as this tool has to understand it: that it is one, and nothing else, and
 * whether it runs in the background.
 */
package io.tidbclient.importjob.statement;
