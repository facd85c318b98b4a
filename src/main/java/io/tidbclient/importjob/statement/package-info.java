/**
 * The statement {@code IMPORT INTO}, as far as this tool has to understand it: that it is one, and nothing else, and
 * whether it runs in the background.
 *
 * <p>May import {@code sql}, and nothing else of this project.
 */
package io.tidbclient.importjob.statement;
