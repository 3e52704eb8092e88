# Which sources results depend on: sets result_sources to those below `root`. Further arguments are for file(GLOB_RECURSE).
macro(find_result_sources root)
  set(patterns core/*.[ch]pp core/*.def layers/*.[ch]pp reference/*.[ch]pp experiments/*.[ch]pp)
  list(TRANSFORM patterns PREPEND ${root}/)
  file(GLOB_RECURSE result_sources ${ARGN} ${patterns})
  list(SORT result_sources)
endmacro()

# As a script (cmake -DROOT=... -DOUT=... -P), writes OUT, a header with their SHA-256. Their names count, too.
if(CMAKE_SCRIPT_MODE_FILE)
  find_result_sources(${ROOT} RELATIVE ${ROOT})
  foreach(source IN LISTS result_sources)
    file(SHA256 ${ROOT}/${source} checksum)
    string(APPEND all "${source} ${checksum}\n")
  endforeach()
  string(SHA256 checksum "${all}")
  file(WRITE ${OUT} "#define BACKCHECK_SOURCE_CHECKSUM \"${checksum}\"\n")
endif()
