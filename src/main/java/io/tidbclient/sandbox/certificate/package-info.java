/**
 * Certificates made in memory, with the JDK alone: for the sandbox's TLS, and for tests that need an expired, misnamed or
 * untrusted one.
 */
package io.tidbclient.sandbox.certificate;
