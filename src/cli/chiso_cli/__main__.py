"""`python -m chiso_cli`"""

from chiso_cli.app import main

main()
