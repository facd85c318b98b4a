package io.tidbclient.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jakarta.enterprise.context.ApplicationScoped;

/** The files that are written beside the results, until the command ends. */
@ApplicationScoped
public class OutputFiles {
    private final List<OutputFile> files = new CopyOnWriteArrayList<>();

    /**
     * Opens one; an existing one is replaced.
     *
     * @param option what asks for it, for messages
     * @throws io.tidbclient.config.ConfigException when it cannot be written to, or another one is written to it
     */
    public OutputFile open(String option, Path file) {
        files.forEach(before -> before.refuseSame(option, file));
        OutputFile opened = OutputFile.open(option, file);
        files.add(opened);
        return opened;
    }

    /** Closes them all; a sentence for each in which something is missing. */
    List<String> complaints() {
        files.forEach(OutputFile::close);
        return files.stream().flatMap(file -> file.complaint().stream()).toList();
    }
}
