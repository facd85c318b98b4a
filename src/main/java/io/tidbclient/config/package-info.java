/**
 * What the user asked for: options, variables, files and defaults, resolved into immutable, validated records.
 *
 * <p>May import {@code time} and {@code pem}, and nothing else of this project.
 */
package io.tidbclient.config;
