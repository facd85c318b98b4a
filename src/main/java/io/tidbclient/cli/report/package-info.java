/** Reports that were kept: {@code report merge} and {@code report show}. */
package io.tidbclient.cli.report;
