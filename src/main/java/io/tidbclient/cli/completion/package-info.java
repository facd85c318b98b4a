/** Shell completion. */
package io.tidbclient.cli.completion;
