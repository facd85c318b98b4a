/**
 * What tests need from outside the JVM: a real TiDB, a MariaDB, the built tool as a process of its own.
 *
 * <p>{@code @RealTidb} and {@code @RealMariaDb} give a test a server or skip it with the reason. Everything started here
 * listens on loopback only, on ports that the operating system chose, and is gone when the test run ends.
 */
package io.tidbclient.testing;
