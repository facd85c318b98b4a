/**
 * What the user asked for: options, variables, files and defaults, resolved into immutable, validated records.
 *
 * <p>May import {@code time}, {@code pem} and {@code sql}, and nothing else of this project.
 */
package io.tidbclient.config;
