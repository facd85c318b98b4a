/** The built tool, jar or native binary, against real servers: TiDB and MariaDB as their makers ship them. */
package io.tidbclient.real;
