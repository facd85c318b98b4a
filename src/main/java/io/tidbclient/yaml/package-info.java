/**
 * YAML as a tree of values, each with its place in the text: loaded within limits, without objects and without tags that
 * name a class.
 */
package io.tidbclient.yaml;
