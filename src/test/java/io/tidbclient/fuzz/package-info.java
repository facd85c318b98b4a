/** What the fuzz targets share; each target is beside what it tests, in a class that ends in {@code Fuzz}. */
package io.tidbclient.fuzz;
