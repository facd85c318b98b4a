/**
 * Certificates made in memory, with the JDK alone: for the sandbox's TLS, and for tests that need an expired, misnamed or
 * untrusted one.
 *
 * <p>May import {@code pem}, and nothing else of this project.
 */
package io.tidbclient.sandbox.certificate;
